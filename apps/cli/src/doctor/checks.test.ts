import { describe, expect, test } from "vitest";
import { checkClock } from "./check-clock.ts";
import { checkConnection } from "./check-connection.ts";

const date = "Mon, 23 Nov 2026 07:00:00 GMT";
const at = (seconds: number) => Date.parse(date) + seconds * 1000;

test.for([
  [0, "good", /agrees/],
  [59, "good", /59 s ahead/],
  [-59, "good", /59 s behind/],
  [300, "unsure", /300 s ahead of the service/],
  [-900, "bad", /900 s behind the service/],
  [86_400, "bad", /ahead/],
] as const)("a clock that is %i s off is %s", ([seconds, state, says]) => {
  expect(checkClock(date, at(seconds))).toMatchObject({ state, says: expect.stringMatching(says) });
});

test("without a date nothing is claimed", () => {
  expect(checkClock(null, 0)).toMatchObject({ state: "unsure" });
});

describe("a connection that fails", () => {
  const failing = (code: string) => checkConnection("https://e.example", { error: Object.assign(new Error(`${code} happened`), { code }) });

  test.for(["ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ERR_PROXY_TUNNEL", "ETIMEDOUT"])(
    "by %s is the endpoint's fault, with a remedy",
    (code) => {
      expect(failing(code)).toEqual([
        expect.objectContaining({ name: "endpoint", state: "bad", exitCode: 3, remedy: expect.stringMatching(/\w+.*\./) }),
      ]);
    },
  );

  test.for(["CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "ERR_TLS_CERT_ALTNAME_INVALID"])(
    "by %s is the certificate's",
    (code) => {
      expect(failing(code)).toMatchObject([
        { name: "endpoint", state: "good" },
        { name: "TLS", state: "bad", exitCode: 3 },
      ]);
    },
  );
});
