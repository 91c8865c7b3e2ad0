/** The places that can be asked for freezes, in the words of the freeze file. */
export const placeKinds = ['ical', 'openfeature', 'gitlab', 'github', 'argocd', 'aws', 'incident'] as const;
export type PlaceKind = (typeof placeKinds)[number];
