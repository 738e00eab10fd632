/** Does a value carry a brand, whichever copy or realm it is of? Whatever cannot be looked at does not. */
export function hasBrand(value: unknown, brand: symbol): boolean {
  try {
    // Stryker disable next-line OptionalChaining: the catch around it says the same.
    return (value as Record<symbol, unknown> | null | undefined)?.[brand] === true;
  } catch {
    return false;
  }
}
