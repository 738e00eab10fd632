import { beforeTheAnswer } from "./cases/before-the-answer.ts";
import type { Case } from "./cases/case.ts";
import { damagedAnswers } from "./cases/damaged-answers.ts";
import { otherAnswers } from "./cases/other-answers.ts";
import { refusals } from "./cases/refusals.ts";

export type { Case, End, Transport } from "./cases/case.ts";

/** Every fault on the wire, by phase. */
export const cases: readonly Case[] = [...beforeTheAnswer, ...damagedAnswers, ...otherAnswers, ...refusals];
