/**
 * The authorities that Node trusts on its own – its built-in list, `NODE_EXTRA_CA_CERTS` – and `ca` (PEM) besides. Needed because the `ca` of `node:tls`
 * takes the place of all of it.
 *
 * @see https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions
 */
export function trustedRoots(ca: string): string[] {
  // Since Node 22.15; includes NODE_EXTRA_CA_CERTS.
  const { getCACertificates, rootCertificates }: Partial<typeof import("node:tls")> = process.getBuiltinModule("node:tls");
  return [...(getCACertificates?.("default") ?? [...(rootCertificates ?? []), ...extraRoots()]), ca];
}

function extraRoots(): string[] {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  if (!file) return [];
  try {
    return [process.getBuiltinModule("node:fs").readFileSync(file, "utf8")];
  } catch {
    // Node itself only warns.
    return [];
  }
}
