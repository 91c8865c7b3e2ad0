import { judgeFigures } from './judge.ts';
for (const l of judgeFigures()) console.log(l);
