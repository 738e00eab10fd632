/** Throws. */
export const fail = (): never => {
  throw new Error("hostile");
};

/** Throws on every access. */
export const untouchable = new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail });

/** An object with a property that throws when it is read. */
export const withGetter = (name: string, more: object = {}) => Object.defineProperty({ ...more }, name, { get: fail, enumerable: true });

/** A proxy that nothing can be done with any more. */
function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Bears the mark of an error that proves that nothing was sent, but cannot say why. */
function forgedProof(): object {
  return withGetter("cause", { [Symbol.for("@aom-workflow/http/not-sent")]: true });
}

/** Things that people throw. */
export const thrown: [string, unknown][] = [
  ["an error", new Error("no")],
  ["undefined", undefined],
  ["null", null],
  ["a text", "no"],
  ["a symbol", Symbol("no")],
  ["a bigint", 7n],
  ["a function", () => {}],
  ["an object without a prototype", Object.create(null)],
  ["an object whose message throws", withGetter("message")],
  ["an error whose cause throws", Object.defineProperty(new Error("no"), "cause", { get: fail })],
  ["an error with a code that cannot be printed", Object.assign(new Error("no"), { code: Object.create(null) })],
  ["an object that throws on every access", untouchable],
  ["a promise that throws when it is awaited", withGetter("then")],
  ["a revoked proxy", revoked()],
  ["an error that claims to be proof and throws when asked for what", forgedProof()],
];
