/** Continues at once with a value and later with a promise, so that a synchronous path stays synchronous. */
export function andThen<A, B>(value: A | Promise<A>, next: (value: A) => B | Promise<B>): B | Promise<B> {
  return isPromise(value) ? value.then(next) : next(value);
}

/** Recognised by its shape: a promise of another realm is not an `instanceof Promise`. */
function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof (value as Partial<Promise<T>>).then === "function";
}
