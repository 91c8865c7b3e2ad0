/** A piece of each shape of secret in `redact.ts`, in lower case. */
const ofShapes = [
  '‹payload:',
  '-----begin', 'age-secret', 'eyj', 'akia', 'asia', 'abia', 'acca', 'aiza', 'ya29.', 'gocspx-', 'q~', 'ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'npm_',
  'xox', 'xapp-', 'hooks.slack', 'whsec_', 'hf_', 'pypi-', '_v1_', 'hvs.', 'hvb.', 'shp', 'dp.', 'dapi', 'lin_api_', 'nfp_', 'fm1_', 'fm2_', 'flyv1 ', 'sbp_', 'pscale_',
  'atatt3', 'pmak-', 'nrak-', 'glc_', 'glsa_', 'rubygems_', 'sntry', 'sg.', 'discord',
];
/** What every secret that is known by its name has beside it. */
const ofNames = ['pass', 'secret', 'credential', 'pwd', '_pw', '_dsn', 'auth', 'cookie', 'token', 'key', '://', 'bearer', 'basic', '-u', 'mysql', 'mariadb', 'redis-cli'];
/** Shapes whose plain beginning stands in everyday words. */
const ofOthers = /\b(?:[rs]k[-_]|gl[a-z]{2,6}-|sk[0-9a-f]{32})|\d{8}:/;

/**
 * Whether a text may hold anything that `redact.ts` would replace. INVARIANT: true for every text that it changes; a plain
 * search, because the hook asks it for each event and expressions for all those shapes take longer than the judgement.
 */
export function mayHoldSecret(text: string): boolean {
  const plain = text.toLowerCase();
  return ofShapes.some((sign) => plain.includes(sign)) || ofNames.some((sign) => plain.includes(sign)) || ofOthers.test(plain);
}
