import { judgeFigures } from './judge.ts';

for (const line of judgeFigures()) console.log(line);
