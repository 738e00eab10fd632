const inspect = Symbol.for("nodejs.util.inspect.custom");

/** Holds a value that must not be shown. Printing, logging, inspecting or serialising it gives `[secret]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for the one place that sends or signs with it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [inspect](): string {
    return "[secret]";
  }
}

/** The value of a secret, of this copy of the package or of another; anything else as it is. */
export function reveal(value: string | Secret): string {
  const secret = value as Partial<Secret> | null | undefined;
  return typeof secret?.reveal === "function" ? secret.reveal() : (value as string);
}

/** The text held as a secret. */
export function conceal(value: string | Secret): Secret {
  return typeof value === "string" ? new Secret(value) : value;
}
