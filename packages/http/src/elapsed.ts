import { monotonicMs as ofPlatform } from "#clock";

/**
 * Milliseconds on a clock that is never set, from an arbitrary start: the distance of two readings is the time between them.
 * On Node it loads nothing, unlike `performance`. A function of its own, since the declarations that are published cannot name `#clock`.
 */
export function monotonicMs(): number {
  return ofPlatform();
}
