import { below, entriesOf, isFields, listOf, textOf, textsOf } from '../../resolve/tasks/fields.ts';
import { parseYaml } from '../../resolve/tasks/yaml.ts';
import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { mountEffects } from './dockerRun.ts';

const rule = 'container.compose-file';
const defaultFiles = [['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'], ['compose.override.yaml', 'compose.override.yml', 'docker-compose.override.yml', 'docker-compose.override.yaml']] as const;
const starting = new Set(['up', 'start', 'restart', 'create', 'run', 'watch', 'scale']);
/** Capabilities with which a container is no boundary any more (capabilities(7)). */
const wideCapabilities = /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|DAC_READ_SEARCH)$/i;

/** docker compose: what the services of the file get of the host when they start. A file that cannot be read adds nothing. */
export const compose: Handler = (invocation, scope) => {
  const verb = invocation.path.at(-1) ?? '';
  if (verb === 'config' || verb === 'convert') return shownVariables(invocation, scope);
  if (!starting.has(verb)) return [];
  const named = verb === 'run' ? invocation.operands.slice(0, 1) : invocation.operands;
  const chosen = named.flatMap(({ text }) => text ?? []);
  return textsOfFiles(invocation, scope).flatMap((text) => {
    const file = parseYaml(text);
    if (!isFields(file)) return unread(text, invocation.span, scope);
    const services = entriesOf(file['services']).filter(([name, service]) => chosen.length === 0 || chosen.includes(name) || below(service, 'depends_on') !== undefined || dependsOn(chosen, file['services'], name));
    return services.flatMap(([name, service]) => serviceEffects(name, service, invocation, scope));
  });
};

/** `config` shows the values of variables that the file takes from `.env` and the like. */
function shownVariables(invocation: Invocation, scope: Scope): readonly Effect[] {
  const lists = ['--services', '--images', '--volumes', '--profiles', '--networks', '--models', '--quiet', '-q', '--hash', '--no-interpolate', '--lock-image-digests'];
  if (invocation.words.some(({ text }) => lists.includes((text ?? '').split('=')[0] ?? ''))) return [];
  const holds = /^[ \t]*env_file:|\$\{?\w*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|CREDENTIAL)/m;
  const shows = textsOfFiles(invocation, scope).some((text) => holds.test(text)) || invocation.words.some(({ text }) => text === '--environment');
  return shows ? [scope.effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.read', reason: 'shows the values of secret variables to the agent', alternative: 'docker compose config --no-interpolate' }, invocation.span)] : [];
}

const dependsOn = (chosen: readonly string[], services: unknown, name: string): boolean =>
  chosen.some((one) => {
    const needs = below(services, one, 'depends_on');
    return textsOf(needs).includes(name) || (isFields(needs) && Object.hasOwn(needs, name));
  });

function textsOfFiles(invocation: Invocation, scope: Scope): readonly string[] {
  const given = invocation.values('--file').flatMap(({ text }) => text ?? []);
  const read = (name: string): string | undefined => scope.readText(scope.resolve(name) ?? '');
  const texts = given.length > 0 ? given.map(read) : defaultFiles.map((names) => names.map(read).find((text) => text !== undefined));
  return texts.filter((text) => text !== undefined);
}

/** A file in a form that is not understood still shows what is dangerous by its words. */
function unread(text: string, span: Span, scope: Scope): readonly Effect[] {
  return /privileged:\s*["']?(?:true|yes)|docker\.sock|-\s*["']?\/:/.test(text) ? [scope.uninspectable(rule, 'the compose file gives a container power over the host and could not be read as a whole', span)] : [];
}

function serviceEffects(name: string, service: unknown, invocation: Invocation, scope: Scope): readonly Effect[] {
  const { span } = invocation;
  const wide = (reason: string): Effect => scope.effect({ kind: 'container', reversibility: 'irreversible', blastRadius: 'machine', posture: 'ask', rule, reason }, span);
  const effects: Effect[] = [];
  if (/^(?:true|yes|on)$/i.test(textOf(below(service, 'privileged')) ?? '')) effects.push(wide(`starts the service \`${name}\` with all rights over this machine`));
  if (textOf(below(service, 'pid')) === 'host') effects.push(wide(`lets the service \`${name}\` see and end every process of this machine`));
  if (textsOf(below(service, 'cap_add')).some((capability) => wideCapabilities.test(capability))) effects.push(wide(`gives the service \`${name}\` rights over this machine`));
  for (const volume of listOf(below(service, 'volumes'))) {
    const text = mountText(volume, scope);
    if (text !== undefined) effects.push(...mountEffects({ text, raw: text, glob: false, splits: false, span }, withoutCommand(invocation), scope).map((effect): Effect => (effect.posture === 'deny' ? { ...effect, posture: 'ask' } : effect)));
  }
  return effects;
}

/** What runs inside is judged by the place, not by the mount of one service among several. */
const withoutCommand = (invocation: Invocation): Invocation => ({ ...invocation, operands: invocation.path.at(-1) === 'run' ? invocation.operands : ([] satisfies readonly Argument[]) });

/** `src:dst[:mode]` with the variables of the environment put in; undefined where nothing of the host is mounted. */
function mountText(volume: unknown, scope: Scope): string | undefined {
  if (typeof volume === 'string') return substituted(volume, scope);
  const source = textOf(below(volume, 'source'));
  const target = textOf(below(volume, 'target'));
  if (source === undefined || target === undefined || textOf(below(volume, 'type')) !== 'bind') return undefined;
  return substituted(`${source}:${target}${textOf(below(volume, 'read_only')) === 'true' ? ':ro' : ''}`, scope);
}

/** `${NAME}`, `${NAME:-default}`; what is not set stays out, as compose does it. */
const substituted = (text: string, scope: Scope): string =>
  text.replace(/\$(?:\{(\w+)(?::?[-?+]([^}]*))?\}|(\w+))/g, (_, braced: string | undefined, otherwise: string | undefined, plain: string | undefined) => valueOf(braced ?? plain ?? '', otherwise, scope));

const valueOf = (name: string, otherwise: string | undefined, scope: Scope): string => scope.variable(name) ?? otherwise ?? (name === 'HOME' ? scope.world.home : name === 'PWD' ? '.' : '');
