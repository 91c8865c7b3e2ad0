/** A piece of each shape of secret in `redact.ts`, in lower case. */
const ofShapes = [
  '‹payload:',
  '-----begin', 'age-secret', 'eyj', 'akia', 'asia', 'abia', 'acca', 'a3t', 'aiza', 'ya29.', 'gocspx-', 'q~', 'ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_', 'npm_',
  'xox', 'xapp-', 'hooks.slack', 'whsec_', 'hf_', 'pypi-', '_v1_', 'hvs.', 'hvb.', 'shp', 'dp.', 'dapi', 'lin_api_', 'nfp_', 'fm1_', 'fm2_', 'flyv1 ', 'sbp_', 'pscale_',
  'atatt3', 'pmak-', 'nrak-', 'glc_', 'glsa_', 'rubygems_', 'sntry', 'sg.', 'discord',
];
/** What every secret that is known by its name has beside it. */
const ofNames = ['pass', 'secret', 'credential', 'pwd', '_pw', '_dsn', 'auth', 'cookie', 'token', 'key', '://', 'bearer', 'basic', '-u', 'mysql', 'mariadb', 'redis-cli'];
/** Shapes whose plain beginning stands in everyday words. */
const ofOthers = /\b(?:[rs]k[-_]|gl[a-z]{2,6}-|sk[0-9a-f]{32})|\d{8}:/;

/** A piece of each shape in `serviceSecrets.ts`, in lower case. */
const ofServices = [
  'gsk_', 'ntn_', 'secret_', 'ops_ey', 'hvs.', 'hvb.', 'hvr.', 'vcp_', 'vci_', 'vca_', 'vcr_', 'vck_', 'dckr_', 'figd_', 'cfk_', 'cfut_', 'cfat_', 'tskey-', 'sq0', 'atbb', 'atctt3', 'hrku-', 'sb_secret_', 'sb_publ', 'dt0',
  'eztk', 'ezak', 'flwseck', 'flwpubk', '.atlasv1.', 'pat-na', 'pat-eu', 'akcp', 'cmvmd', 'sk.eyj', 'pnu_', 'pnb_', 'pul-', 'xkeysib-', 'shippo_', 'sgp_', 'tfp_', 'aqvn', 'clojars_', 'pplx-', 'xai-', 'lsv2_', 'ico-', 'duffel_',
  'sha256~', 'squ_', 'sqa_', 'sqp_', 'cfpat-', 'ccipat_', 'cciprj_', 'oy2', 'ltai', 'akid', 'webhookb2', 'lin_',
];
const ofOtherServices = /\b(?:sl\.|rnd_|r8_|key-|pubkey-|api-|eaa[amc]|cio|pat|t1\.|y[0-3]_|bk[a-z]{1,3}_)[\w-]{14}|[0-9a-f]{32}-us\d|\.[\w-]{6}\.[\w-]{27}/;

/** Whether a text may hold anything that `serviceSecrets.ts` alone would replace. INVARIANT: true for each such text. */
export function mayHoldServiceToken(text: string): boolean {
  const plain = text.toLowerCase();
  return ofServices.some((sign) => plain.includes(sign)) || ofOtherServices.test(plain);
}

/**
 * Whether a text may hold anything that `redact.ts` would replace. INVARIANT: true for every text that it changes; a plain
 * search, because the hook asks it for each event and expressions for all those shapes take longer than the judgement.
 */
export function mayHoldSecret(text: string): boolean {
  const plain = text.toLowerCase();
  return ofShapes.some((sign) => plain.includes(sign)) || ofNames.some((sign) => plain.includes(sign)) || ofOthers.test(plain) || mayHoldServiceToken(plain);
}
