/* The bundle `ask.cjs`, see `AskModule`. */
export { answerAsked } from './askedAnswer.ts';
export { isOwnRun } from './askTicket.ts';
