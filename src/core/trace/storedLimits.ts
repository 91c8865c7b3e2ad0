/** Longest stored string, in UTF-16 units. A longer one keeps its beginning and its end; the mark between says how long it was. What is longer than `longestInline` is stored beside the chain. */
export const longestText = 256 * 1024;
/** Levels of nesting that are stored. */
export const deepest = 32;
/** Members of one array or object that are stored. */
export const widest = 1000;
