import * as fs from 'node:fs';
import * as path from 'node:path';
import { operandsOf, optionValue, optionValues, type CommandHere } from '../../core/impact/commandAt.ts';
import type { VolumeFacts } from '../../core/impact/facts.ts';
import { composeVolumes, projectName } from '../../core/impact/composeFile.ts';
import { readYaml } from '../yamlText.ts';
import { commandOf, type Measurer, type Subject } from './measurer.ts';

const engines = ['docker', 'podman', 'nerdctl'] as const;
const usualFiles = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const overrides = ['compose.override.yaml', 'compose.override.yml', 'docker-compose.override.yml', 'docker-compose.override.yaml'];
const valued = ['-f', '--file', '-p', '--project-name', '--project-directory', '--profile', '--env-file', '-t', '--timeout', '--rmi', '-H', '--host', '--context', '--filter'];

/** Volumes that a command of a container engine deletes, by name; the engine is not asked, so what they hold is not known. */
export const volumeMeasurer: Measurer = {
  kind: 'volumes',
  measures: ({ kind }) => kind === 'container',
  measure: (subject) => {
    const standalone = commandOf(subject, 'docker-compose', 'podman-compose');
    const engine = standalone === undefined ? commandOf(subject, ...engines) : undefined;
    const facts = standalone !== undefined ? composeFacts(standalone, subject) : engine === undefined ? undefined : engineFacts(engine, subject);
    return Promise.resolve(facts === undefined ? undefined : { kind: 'volumes', facts });
  },
};

const onlyEngineKnows = (selection: string): VolumeFacts => ({ names: [], unnamed: 0, selections: [selection] });

function engineFacts(command: CommandHere, subject: Subject): VolumeFacts | undefined {
  const [noun, verb, ...names] = operandsOf(command.words, valued);
  const all = command.words.includes('-a') || command.words.includes('--all');
  if (noun === 'compose') return composeFacts({ ...command, words: command.words.slice(command.words.indexOf('compose') + 1) }, subject);
  if (noun === 'volume' && (verb === 'rm' || verb === 'remove')) {
    const known = names.filter((name) => name !== undefined);
    return { names: known, unnamed: 0, selections: known.length < names.length ? ['volumes whose names are not known before it runs'] : [] };
  }
  if (noun === 'volume' && verb === 'prune') return onlyEngineKnows(all ? 'every volume that no container uses' : 'every volume without a name that no container uses');
  return noun === 'system' && verb === 'prune' && command.words.includes('--volumes') ? onlyEngineKnows('every volume without a name that no container uses') : undefined;
}

/** `compose down -v`: the volumes of the compose files, under the names that the engine gives them. */
function composeFacts({ words, directory }: CommandHere, { env, uncounted }: Subject): VolumeFacts | undefined {
  const [verb] = operandsOf(words, valued);
  if (!(verb === 'down' || verb === 'rm') || !(words.includes('-v') || words.includes('--volumes'))) return undefined;
  if (directory === undefined) return onlyEngineKnows('volumes of a project whose directory is not known');
  const base = path.resolve(directory, optionValue(words, '--project-directory') ?? '.');
  const named = optionValues(words, '-f', '--file');
  const fromEnv = env['COMPOSE_FILE'] === undefined ? [] : env['COMPOSE_FILE'].split(path.delimiter);
  const files = (named.length > 0 ? named : fromEnv.length > 0 ? fromEnv : [...usualFiles.filter((name) => fs.existsSync(path.join(base, name))).slice(0, 1), ...overrides.filter((name) => fs.existsSync(path.join(base, name))).slice(0, 1)]).map((name) => path.resolve(directory, name));
  const documents = files.map(readDocument);
  if (documents.length === 0 || documents.some((document) => document === undefined)) return onlyEngineKnows('volumes of a compose file that cannot be read');
  const project = optionValue(words, '-p', '--project-name') ?? env['COMPOSE_PROJECT_NAME'] ?? projectName(documents, path.basename(named.length > 0 && optionValue(words, '--project-directory') === undefined ? path.dirname(files[0] ?? base) : base));
  const { names, unnamed, fromOutside } = composeVolumes(documents, project);
  if (fromOutside.length > 0) uncounted(`the volume${fromOutside.length === 1 ? '' : 's'} ${fromOutside.join(', ')}: declared external, so ${fromOutside.length === 1 ? 'it stays' : 'they stay'}`);
  return { names, unnamed, selections: [] };
}

function readDocument(file: string): unknown {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  if (status?.isFile() !== true || status.size > 1024 * 1024) return undefined;
  const read = readYaml(fs.readFileSync(file, 'utf8'));
  return read.ok ? read.value : undefined;
}
