import { getLineColLocation } from "@redocly/openapi-core";
import type { UserContext } from "@redocly/openapi-core/lib/walk.js";
import { ContractError } from "./contract-error.ts";

type Location = UserContext["location"];

/** What a place needs to know about its document. */
interface Document {
  /** Absolute path of the contract. */
  file: string;
  resolve: UserContext["resolve"];
  /** Turns an absolute path into the one that messages show. */
  shown(file: string): string;
}

/** Keys that may stand next to a `$ref` without changing its meaning. */
const besideReference = /^(\$ref|summary|description|x-.+)$/;

/** A value in the contract that knows where it is written. Reading from it follows references. */
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

  /** Whether it is written in the contract's own file, not in a referenced one. */
  get isInRoot(): boolean {
    return this.#location.source.absoluteRef === this.#document.file;
  }

  /** File and pointer, unique for each place. */
  get name(): string {
    return `${this.#document.shown(this.#location.source.absoluteRef)} ${this.pointer}`;
  }

  /** The place under a key; its value is `undefined` if the key is missing. */
  at(key: string | number): Place {
    const value = isContainer(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    const place = new Place(value, this.#location.child(key), this.#document);
    return isReference(value) ? place.#follow(value) : place;
  }

  /** The keys of an object; empty if the value is undefined. @throws ContractError for any other value */
  keys(): string[] {
    if (this.value === undefined) return [];
    if (!isObject(this.value)) throw this.refusal("must be an object");
    return Object.keys(this.value);
  }

  /** Keys with the places under them. */
  entries(): [string, Place][] {
    return this.keys().map((key) => [key, this.at(key)]);
  }

  /** The items of a list; empty if the value is undefined. @throws ContractError for any other value */
  items(): Place[] {
    if (this.value === undefined) return [];
    if (!Array.isArray(this.value)) throw this.refusal("must be a list");
    return this.value.map((_, index) => this.at(index));
  }

  /** A required, non-empty string. @throws ContractError */
  text(key: string): string {
    const { value } = this.at(key);
    if (typeof value === "string" && value !== "") return value;
    throw this.refusal(`must state \`${key}\``);
  }

  /** An optional string. @throws ContractError for any other value */
  optionalText(key: string): string | undefined {
    const place = this.at(key);
    if (place.value === undefined || typeof place.value === "string") return place.value;
    throw place.refusal("must be a string");
  }

  has(key: string): boolean {
    return this.at(key).value !== undefined;
  }

  /**
   * The value as plain data, with references resolved, except those that lead back to an enclosing place.
   *
   * @param within names of the enclosing places
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

  /** The error for this place. @param reason continues the sentence after the pointer */
  refusal(reason: string): ContractError {
    const { source } = this.#location;
    const { line } = getLineColLocation({ source, pointer: this.pointer, reportOnKey: true }).start;
    return new ContractError(`${this.#document.shown(source.absoluteRef)}:${line} ${this.pointer}: ${reason}.`);
  }

  #follow(reference: { $ref: string }): Place {
    const { $ref } = reference;
    const other = Object.keys(reference).find((key) => !besideReference.test(key));
    if (other !== undefined) throw this.refusal(`\`${other}\` next to \`$ref\` is not supported; move it to the target of the reference`);
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
