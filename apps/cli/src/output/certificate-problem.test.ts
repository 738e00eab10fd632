import { expect, test } from "vitest";
import { certificateProblem } from "./certificate-problem.ts";

const failing = (code: string) => Object.assign(new Error(`${code} happened`), { code });

test.for([
  ["DEPTH_ZERO_SELF_SIGNED_CERT", /--ca-file FILE/],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", /--ca-file FILE/],
  ["CERT_HAS_EXPIRED", /^Check this machine's clock\./],
  ["CERT_NOT_YET_VALID", /^Check this machine's clock\./],
  ["ERR_TLS_CERT_ALTNAME_INVALID", /^Check the name in the endpoint/],
] as const)("%s has a remedy of its own", ([code, remedy]) => {
  expect(certificateProblem(new Error("outer", { cause: failing(code) }))).toMatchObject({
    says: expect.stringContaining(`(${code})`),
    remedy: expect.stringMatching(remedy),
  });
});

test("where --ca-file is given already, it is not proposed, but what is missing in the file", () => {
  expect(certificateProblem(failing("SELF_SIGNED_CERT_IN_CHAIN"), "/ca.pem")?.remedy).toMatch(/^None of the authorities in \/ca\.pem/);
  expect(certificateProblem(failing("CERT_HAS_EXPIRED"), "/ca.pem")?.remedy).not.toContain("ca-file");
});

test.for(["ENOTFOUND", "ERR_PROXY_URL", "ECONNREFUSED", "constructor"])("%s is not about the certificate", (code) => {
  expect(certificateProblem(failing(code))).toBeUndefined();
});
