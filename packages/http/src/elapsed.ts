import { monotonicMs as ofPlatform } from "#clock";

/**
 * Milliseconds on a clock that is never set, from an arbitrary start: the distance of two readings is the time between them.
 * On Node it loads nothing, unlike `performance`.
 */
export function monotonicMs(): number {
  return ofPlatform();
}
