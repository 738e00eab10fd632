/** Loaded before the command line, so that each run prints the same: its time stands, and what is chosen at random is not. */
const now = Number(process.env.NIGHT_NOW);
const RealDate = Date;

globalThis.Date = new Proxy(RealDate, {
  construct: (_, args) => (args.length === 0 ? new RealDate(now) : Reflect.construct(RealDate, args)),
  get: (target, name) => (name === "now" ? () => now : Reflect.get(target, name)),
});

globalThis.crypto.getRandomValues = <Values extends ArrayBufferView>(values: Values): Values => {
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength).forEach((_, at, bytes) => {
    bytes[at] = 7 * at + 1;
  });
  return values;
};
