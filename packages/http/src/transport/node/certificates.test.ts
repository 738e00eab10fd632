import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { describe, expect, it } from "vitest";
import { readCertificates } from "./certificates.ts";
import { nodeTransport } from "./node-transport.ts";

const [first = "", second = ""] = rootCertificates.map((pem) => new X509Certificate(pem).toString());
const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const base64 = first.split("\n")[1] ?? "";
const damaged = first.replace(base64, base64.replace(/^..../, "MIIZ"));

describe("certificates to trust", () => {
  it.each([
    ["one", first, first],
    ["two", `${first}${second}`, `${first}${second}`],
    ["with comments, and a key beside it", `# CN=a\n${first}${key}CN=b\n${second}\n`, `${first}${second}`],
    ["indented, as out of YAML", first.replace(/^(?=.)/gm, "    "), first],
    ["with line ends of Windows", first.replaceAll("\n", "\r\n"), first],
    ["behind a byte order mark", `\ufeff${first}`, first],
    ["under OpenSSL's older heading", first.replaceAll(" CERTIFICATE", " X509 CERTIFICATE"), first],
  ])("%s are read", (_, text, pem) => {
    expect(readCertificates(text)).toEqual({ pem });
  });

  it.each([
    ["nothing", " \n", "is empty"],
    ["a path", "/etc/ssl/company.pem", "has no certificate in PEM format, which begins with -----BEGIN CERTIFICATE-----"],
    ["a private key", key, "has a private key and no certificate"],
    ["what is cut within", first.slice(0, 200), "is cut off: its certificate has no END line"],
    ["what is cut behind a whole one", `${first}${second.slice(0, -10)}`, "is cut off: certificate 2 of 2 has no END line"],
    ["what is cut before a whole one", `${first.slice(0, 200)}\n${second}`, "is cut off: certificate 1 of 2 has no END line"],
    ["base64 that is none", first.replace(base64, `!!${base64}`), "is damaged: its certificate cannot be read"],
    ["half of what is damaged", `${second}${damaged}`, "is damaged: certificate 2 of 2 cannot be read"],
    [
      "DER",
      new X509Certificate(first).raw.toString("utf8"),
      "is binary, as a certificate in DER format is; convert it with: openssl x509 -inform der -in FILE -out FILE.pem",
    ],
  ])("%s is refused with the reason, which Node would pass over", (_, text, problem) => {
    expect(readCertificates(text)).toEqual({ problem });
    expect(() => nodeTransport({ ca: text })).toThrow(`ca must be the text of certificates in PEM format, but ${problem}.`);
  });

  it("a buffer is refused", () => {
    expect(() => nodeTransport({ ca: Buffer.from(first) as never })).toThrow("ca must be the text of certificates in PEM format.");
  });
});
