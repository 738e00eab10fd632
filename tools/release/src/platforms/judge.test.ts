import { expect, test } from "vitest";
import { judge, type Knowledge, type Seen } from "./judge.ts";
import type { End } from "./probe.ts";

const knows: Knowledge = { provesNotSent: true, believesRefusals: true };
const cannot: Knowledge = { provesNotSent: false, believesRefusals: false };
const refused: End = { name: "refusal", outcome: "rejected", code: "api-error" };
const applied: End = { name: "token", outcome: "applied" };
const lost: End = { name: "cut-after-read", outcome: "unknown", code: "connection", attempts: 1 };
const seen = (given: Partial<Seen> = {}): Seen => ({ reused: [false], processed: 0, wrong: [], ...given });
const twice = seen({ reused: [true, false], processed: 2 });

test.for([
  { what: "a refusal is right if nothing was done", end: refused, at: seen(), says: undefined },
  { what: "a refusal is wrong if it was done", end: refused, at: twice, says: /may have been done/ },
  {
    what: "over a fetch, a refusal on a reused connection may be the response to a second request",
    end: refused,
    at: seen({ reused: [true] }),
    byFetch: true,
    says: /not new/,
  },
  { what: "over other transports it is accepted", end: refused, at: seen({ reused: [true] }), says: undefined },
  { what: "a platform that cannot know must not say rejected", end: refused, at: seen(), by: cannot, says: /not as unknown api-error/ },
  { what: "a platform that can know must say rejected", end: { ...refused, outcome: "unknown" }, at: seen(), says: /not as rejected/ },
  { what: "a success that the server never saw is wrong", end: applied, at: seen(), says: /done 0 times/ },
  { what: "a success that happened twice is wrong", end: applied, at: twice, says: /done 2 times/ },
  { what: "a success without the token is wrong", end: applied, at: seen({ processed: 1, wrong: ["no token"] }), says: /no token/ },
  { what: "a platform that resends on its own may say unknown", end: lost, at: twice, by: cannot, says: undefined },
  { what: "no other platform may send again", end: lost, at: twice, says: /done 2 times/ },
])("$what", ({ end, at, by = knows, byFetch = false, says }) => {
  expect(judge(end, at, by, byFetch)).toEqual(says ? expect.stringMatching(says) : undefined);
});
