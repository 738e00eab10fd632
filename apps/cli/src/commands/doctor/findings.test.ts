import { describe, expect, test } from "vitest";
import { checkClock, checkConnection } from "./check-endpoint.ts";

const date = "Mon, 23 Nov 2026 07:00:00 GMT";
const at = (seconds: number) => Date.parse(date) + seconds * 1000;

test.for([
  [0, "pass", /agrees/],
  [59, "pass", /59 s ahead/],
  [-59, "pass", /59 s behind/],
  [300, "warn", /300 s ahead of the service/],
  [-900, "fail", /900 s behind the service/],
  [86_400, "fail", /ahead/],
] as const)("a clock that is %i s off is %s", ([seconds, state, says]) => {
  expect(checkClock(date, at(seconds))).toMatchObject({ state, says: expect.stringMatching(says) });
});

test("without a date nothing is claimed", () => {
  expect(checkClock(undefined, 0)).toMatchObject({ state: "warn" });
});

describe("a connection that fails", () => {
  const failing = (code: string) => checkConnection("https://e.example", { error: Object.assign(new Error(`${code} happened`), { code }) });

  test.for(["ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ERR_PROXY_TUNNEL", "ETIMEDOUT"])(
    "by %s is the endpoint's fault, with a remedy",
    (code) => {
      expect(failing(code)).toEqual([
        expect.objectContaining({ name: "endpoint", state: "fail", exitCode: 3, remedy: expect.stringMatching(/\w+.*\./) }),
      ]);
    },
  );

  test.for(["CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "ERR_TLS_CERT_ALTNAME_INVALID"])(
    "by %s is the certificate's",
    (code) => {
      expect(failing(code)).toMatchObject([
        { name: "endpoint", state: "pass" },
        { name: "TLS", state: "fail", exitCode: 3 },
      ]);
    },
  );

  test("that is not TLS is reported without OpenSSL's own line", () => {
    const error = Object.assign(new Error("write EPROTO 40A7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:"), {
      code: "EPROTO",
    });
    const [, tls] = checkConnection("https://e.example", { error });
    expect(tls).toMatchObject({ name: "TLS", state: "fail", exitCode: 3, says: "could not agree on TLS (EPROTO)" });
  });
});
