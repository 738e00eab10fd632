/** A private key and its certificate, PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Certificates for servers on the loopback interface, each wrong in one point or in none, made again in each process. */
export interface Certificates {
  /** The authority that signed all but the self-signed one; a client has to be configured to trust it. */
  readonly authority: string;
  readonly trusted: Certificate;
  readonly expired: Certificate;
  readonly wrongHost: Certificate;
  readonly selfSigned: Certificate;
}

let made: Promise<Certificates> | undefined;

/** The certificates of this process. */
export function selfMadeCertificates(): Promise<Certificates> {
  made ??= make();
  return made;
}

const day = 24 * 60 * 60 * 1000;
/** A name in a certificate: an address (7) or a host (2). */
type AltName = { readonly type: 7; readonly ip: string } | { readonly type: 2; readonly value: string };

const loopback: AltName[] = [
  { type: 7, ip: "127.0.0.1" },
  { type: 2, value: "localhost" },
];

async function make(): Promise<Certificates> {
  const ca = await certificate("Mock authority", undefined, 1, undefined);
  const [trusted, expired, wrongHost, selfSigned] = await Promise.all([
    certificate("localhost", loopback, 1, ca),
    certificate("localhost", loopback, -1, ca),
    certificate("elsewhere.example", [{ type: 2, value: "elsewhere.example" }], 1, ca),
    certificate("localhost", loopback, 1, undefined),
  ]);
  return { authority: ca.cert, trusted, expired, wrongHost, selfSigned };
}

/** A certificate that was valid from ten days ago until the given number of days from now. */
async function certificate(
  commonName: string,
  altNames: AltName[] | undefined,
  endsInDays: number,
  ca: Certificate | undefined,
): Promise<Certificate> {
  const { generate } = await import("./libraries.ts");
  const { private: key, cert } = await generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - 10 * day),
    notAfterDate: new Date(Date.now() + endsInDays * day),
    extensions: altNames
      ? [{ name: "subjectAltName", altNames }]
      : [
          { name: "basicConstraints", cA: true, critical: true },
          { name: "keyUsage", keyCertSign: true, critical: true },
        ],
    ...(ca && { ca }),
  });
  return { key, cert };
}
