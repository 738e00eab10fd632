import { getLineColLocation } from "@redocly/openapi-core";
import type { UserContext } from "@redocly/openapi-core/lib/walk.js";
import { ContractError } from "./contract-error.ts";

type Location = UserContext["location"];

/** What a place needs of the document as a whole. */
interface Document {
  /** Absolute path of the contract. */
  file: string;
  resolve: UserContext["resolve"];
  /** Turns an absolute path into the one that messages show. */
  shown(file: string): string;
}

/** What may stand beside a `$ref` without changing what is meant. */
const besideReference = /^(\$ref|summary|description|x-.+)$/;

/** A value of the contract that knows where it is written. Reading on from it follows references. */
export class Place {
  readonly value: unknown;
  readonly #location: Location;
  readonly #document: Document;

  constructor(value: unknown, location: Location, document: Document) {
    this.value = value;
    this.#location = location;
    this.#document = document;
  }

  /** JSON pointer from the root of its file. */
  get pointer(): string {
    return this.#location.pointer;
  }

  /** Is it written in the contract's own file, not in one that this refers to? */
  get isInRoot(): boolean {
    return this.#location.source.absoluteRef === this.#document.file;
  }

  /** File and pointer: no other place has the same. */
  get name(): string {
    return `${this.#document.shown(this.#location.source.absoluteRef)} ${this.pointer}`;
  }

  /** The value under a key; `undefined` where there is none. */
  at(key: string | number): Place {
    const value = isContainer(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    const place = new Place(value, this.#location.child(key), this.#document);
    return isReference(value) ? place.#follow(value) : place;
  }

  /** The keys of an object; none where there is no object. */
  keys(): string[] {
    if (this.value === undefined) return [];
    if (!isObject(this.value)) throw this.refusal("must be an object");
    return Object.keys(this.value);
  }

  /** Keys and what is under them. */
  entries(): [string, Place][] {
    return this.keys().map((key) => [key, this.at(key)]);
  }

  /** The items of a list; none where there is no list. */
  items(): Place[] {
    if (this.value === undefined) return [];
    if (!Array.isArray(this.value)) throw this.refusal("must be a list");
    return this.value.map((_, index) => this.at(index));
  }

  /** A text that has to be there. */
  text(key: string): string {
    const { value } = this.at(key);
    if (typeof value === "string" && value !== "") return value;
    throw this.refusal(`must state \`${key}\``);
  }

  /** A text that may be missing. */
  optionalText(key: string): string | undefined {
    const place = this.at(key);
    if (place.value === undefined || typeof place.value === "string") return place.value;
    throw place.refusal("must be a text");
  }

  has(key: string): boolean {
    return this.at(key).value !== undefined;
  }

  /**
   * Everything below as plain data, references followed; what leads back to what it is part of stays a reference.
   *
   * @param within names of the places that this one is part of
   */
  whole(within: readonly string[] = []): unknown {
    if (!isContainer(this.value)) return this.value;
    const inside = [...within, this.name];
    const wholeOf = (key: string | number) => {
      const place = this.at(key);
      return inside.includes(place.name) ? (this.value as Record<string | number, unknown>)[key] : place.whole(inside);
    };
    if (Array.isArray(this.value)) return this.value.map((_, index) => wholeOf(index));
    return Object.fromEntries(Object.keys(this.value).map((key) => [key, wholeOf(key)]));
  }

  /** What stops the reader: where in the contract, and why. */
  refusal(reason: string): ContractError {
    const { source } = this.#location;
    const { line } = getLineColLocation({ source, pointer: this.pointer, reportOnKey: true }).start;
    return new ContractError(`${this.#document.shown(source.absoluteRef)}:${line} ${this.pointer}: ${reason}.`);
  }

  #follow(reference: { $ref: string }): Place {
    const { $ref } = reference;
    const other = Object.keys(reference).find((key) => !besideReference.test(key));
    if (other !== undefined) throw this.refusal(`\`${other}\` beside \`$ref\` is not supported; write it where the reference leads`);
    const { node, location, error } = this.#document.resolve(reference, this.#location.source.absoluteRef);
    if (error) throw this.refusal(`$ref ${$ref} cannot be read: ${error.message}`);
    if (node === undefined || location === undefined) throw this.refusal(`$ref ${$ref} points to nothing`);
    return new Place(node, location, this.#document);
  }
}

function isReference(value: unknown): value is { $ref: string } {
  return isObject(value) && typeof value.$ref === "string";
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return isContainer(value) && !Array.isArray(value);
}
