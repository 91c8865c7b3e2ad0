import type { Language } from '../programTable.ts';

/*
 * One-liners of languages that are not scanned for primitives. A statement is known when it has one of these forms as a
 * whole, with literal arguments; everything else stays unread.
 */

const literal = `(?:"[^"\\\\]*"|'[^'\\\\]*'|[\\w.]+)`;
const named = `(?:[\\w.]+ ?= ?)?(?:${literal}|c\\((?: ?${literal},?)*\\))`;
const call = (names: string): string => `(?:${names})\\((?: ?${named},?)*\\)`;

const shows: Partial<Readonly<Record<Language, RegExp>>> = {
  r: new RegExp(`^(?:${call('cat|print|sessionInfo|getRversion|R\\.version\\.string|packageVersion|installed\\.packages|Sys\\.time|Sys\\.Date|nrow|head|str|summary|read\\.csv|readRDS|search|getwd|list\\.files|file\\.exists')}|R\\.version(?:\\.string|\\$\\w+)?|(?:cat|print)\\(R\\.version(?:\\.string|\\$\\w+)?\\)|suppress\\w+\\(library\\(\\w+\\)\\)|library\\(\\w+\\))$`),
  other: /^(?:using [\w., :]+|println\((?:VERSION|"[^"$\\]*"|[\d+*/ -]+)\)|(?:using Pkg; *)?Pkg\.status\(\)|VERSION)$/,
};
const works: Partial<Readonly<Record<Language, RegExp>>> = {
  r: new RegExp(`^${call('testthat::test_\\w+|(?:devtools::)?(?:test|check|document|build|load_all)|lintr::lint\\w*|styler::style_\\w+|renv::(?:restore|status|snapshot)|rmarkdown::render|knitr::knit|pkgdown::build_\\w+|quarto::quarto_render|roxygen2::roxygeni[sz]e|covr::\\w+_coverage')}$`),
  other: /^Pkg\.(?:test|instantiate|resolve|precompile|build|activate)\((?:"[\w./-]*")?\)$/,
};

/** What a one-liner does whose every statement is known: shows something, or works on the project. Undefined for all others. */
export function knownStatements(language: Language, code: string): 'shows' | 'works' | undefined {
  const statements = code.length > 500 ? [] : code.split(/[;\n]/).map((one) => one.trim()).filter((one) => one !== '');
  if (statements.length === 0) return undefined;
  const kinds = statements.map((one) => (shows[language]?.test(one) === true ? 'shows' : works[language]?.test(one) === true ? 'works' : undefined));
  if (kinds.includes(undefined)) return undefined;
  return kinds.includes('works') ? 'works' : 'shows';
}
