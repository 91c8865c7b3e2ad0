import { fc } from './fastCheck.ts';
import { quoted } from './spelling.ts';

/** Wrappers of a simple command (words). */
const aroundWords: readonly ((line: string) => string)[] = [
  (line) => `sudo ${line}`,
  (line) => `sudo -u root -- ${line}`,
  (line) => `env ${line}`,
  (line) => `env -i A=1 B=2 ${line}`,
  (line) => `A=1 ${line}`,
  (line) => `nohup ${line}`,
  (line) => `nice -n 5 ${line}`,
  (line) => `timeout 5 ${line}`,
  (line) => `timeout -k 1 -s KILL 5s ${line}`,
  (line) => `command ${line}`,
  (line) => `exec ${line}`,
  (line) => `setsid ${line}`,
  (line) => `stdbuf -o0 ${line}`,
  (line) => `ionice -c 3 ${line}`,
  (line) => `xargs -r ${line} < /dev/null`,
  (line) => `find . -maxdepth 0 -exec ${line} \\;`,
  (line) => `flock /tmp/lock ${line}`,
  (line) => `busybox ${line}`,
];

/** Wrappers of any line. */
const aroundLine: readonly ((line: string) => string)[] = [
  (line) => `bash -c ${quoted(line)}`,
  (line) => `sh -ec ${quoted(line)}`,
  (line) => `zsh -lc ${quoted(line)} name a b`,
  (line) => `eval ${quoted(line)}`,
  (line) => `bash <<'TAG'\n${line}\nTAG`,
  (line) => `bash <<< ${quoted(line)}`,
  (line) => `cat <<'TAG' | sh\n${line}\nTAG`,
  (line) => `printf %s ${quoted(line)} | bash`,
  (line) => `echo ${Buffer.from(line).toString('base64')} | base64 -d | sh`,
  (line) => `echo ${Buffer.from(line).toString('hex')} | xxd -r -p | sh`,
  (line) => `. <(printf %s ${quoted(line)})`,
  (line) => `bash -c "$(printf %s ${quoted(line)})"`,
  (line) => `trap ${quoted(line)} EXIT`,
  (line) => `( ${line}\n)`,
  (line) => `{ ${line}\n}`,
  (line) => `if true; then ${line}\nfi`,
  (line) => `if ${line}\nthen :; fi`,
  (line) => `if false; then :; else ${line}\nfi`,
  (line) => `while ${line}\ndo break; done`,
  (line) => `for i in 1; do ${line}\ndone`,
  (line) => `case x in *) ${line}\n;; esac`,
  (line) => `f() { ${line}\n}; f`,
  (line) => `function g { ${line}\n}`,
  (line) => `echo "$(${line}\n)"`,
  (line) => `cat <(${line}\n)`,
  (line) => `: > >(${line}\n)`,
  (line) => `echo "\${x:-$(${line}\n)}"`,
  (line) => `coproc { ${line}\n}`,
  (line) => `{ ${line}\n} &`,
  (line) => `! { ${line}\n}`,
  (line) => `time { ${line}\n}`,
  (line) => `true && { ${line}\n}`,
  (line) => `false || { ${line}\n}`,
  (line) => `{ ${line}\n} | cat`,
  (line) => `cat /dev/null | { ${line}\n}`,
  (line) => `{ ${line}\n} > /dev/null 2>&1`,
  (line) => `alias zz=${quoted(line)}\nzz`,
  (line) => `[[ -n "$(${line}\n)" ]]`,
  (line) => `a[$(${line}\n)]=1`,
  (line) => `printf %s ${quoted(line)} > /tmp/s.sh; sh /tmp/s.sh`,
  (line) => `python3 -c ${quoted(`import os; os.system(${JSON.stringify(line)})`)}`,
  (line) => `node -e ${quoted(`require("child_process").execSync(${JSON.stringify(line)})`)}`,
];

/** A line inside up to three wrappers. */
export function wrappedLine(line: string): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...aroundLine), { maxLength: 3 }).map((wraps) => {
    let result = line;
    // Two here-documents with one tag would end at the first.
    for (const wrap of wraps) result = wrap(result.replaceAll('TAG', `T${result.length}G`));
    return result;
  });
}

/** A simple command inside a program that runs its words, and that inside up to three wrappers. */
export const wrapped = (line: string): fc.Arbitrary<string> => fc.option(fc.constantFrom(...aroundWords), { nil: undefined }).chain((wrap) => wrappedLine(wrap === undefined ? line : wrap(line)));

/** The words of a command through names: arrays, positional parameters, functions, aliases, variables. */
export const named: readonly ((words: readonly string[]) => string)[] = [
  (words) => `a=(${words.map(quoted).join(' ')})\n"\${a[@]}"`,
  (words) => `a=(${words.map(quoted).join(' ')})\n"\${a[0]}" "\${a[@]:1}"`,
  (words) => `set -- ${words.map(quoted).join(' ')}\n"$@"`,
  (words) => `set -- x ${words.map(quoted).join(' ')}\nshift\n"$@"`,
  (words) => `f() { "$@"; }\nf ${words.map(quoted).join(' ')}`,
  (words) => `f() { local c=$1; shift; "$c" "$@"; }\nf ${words.map(quoted).join(' ')}`,
  (words) => `alias zz=${quoted(words[0] ?? '')}\nzz ${words.slice(1).map(quoted).join(' ')}`,
  (words) => `${words.map((word, index) => `w${index}=${quoted(word)}`).join('; ')}\n${words.map((_, index) => `"$w${index}"`).join(' ')}`,
  (words) => `bash -c '"$@"' name ${words.map(quoted).join(' ')}`,
  (words) => `bash -c '"$0" "$@"' ${words.map(quoted).join(' ')}`,
  (words) => `f() { ${quoted(words[0] ?? '')} "$@"; }\nf ${words.slice(1).map(quoted).join(' ')}`,
  (words) => `IFS=,; c=${quoted(words.join(','))}; $c`,
];
