/** The certificates of a text in PEM format, each with nothing around it; or why there are none to trust, to be read after the name of the text. */
export type Certificates = { readonly pem: string; readonly problem?: never } | { readonly pem?: never; readonly problem: string };

/** Headings of a certificate; OpenSSL writes and reads each of them. */
const heading = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/;

/**
 * Reads every certificate of a text, since `node:tls` passes over those that it cannot read: a damaged one would be missed only when a server's is
 * not trusted.
 */
export function readCertificates(text: string): Certificates {
  const [before = "", ...parts] = text.split(new RegExp(`(?=${heading.source})`));
  const blocks = heading.test(before) ? [before, ...parts] : parts;
  if (blocks.length === 0) return { problem: whyNone(text) };
  const found: string[] = [];
  for (const [index, block] of blocks.entries()) {
    const which = blocks.length === 1 ? "its certificate" : `certificate ${index + 1} of ${blocks.length}`;
    const whole = new RegExp(`^${heading.source}[\\s\\S]*?-----END [A-Z0-9 ]*CERTIFICATE-----`).exec(block)?.[0];
    if (whole === undefined) return { problem: `is cut off: ${which} has no END line` };
    const pem = readOne(whole.replace(/^[ \t]+/gm, ""));
    if (pem === undefined) return { problem: `is damaged: ${which} cannot be read` };
    found.push(pem);
  }
  return { pem: found.join("") };
}

function readOne(block: string): string | undefined {
  try {
    return new (process.getBuiltinModule("node:crypto").X509Certificate)(block).toString();
  } catch {
    return undefined;
  }
}

function whyNone(text: string): string {
  if (text.trim() === "") return "is empty";
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return "has a private key and no certificate";
  if (/[\0\ufffd]/.test(text))
    return "is binary, as a certificate in DER format is; convert it with: openssl x509 -inform der -in FILE -out FILE.pem";
  return "has no certificate in PEM format, which begins with -----BEGIN CERTIFICATE-----";
}
