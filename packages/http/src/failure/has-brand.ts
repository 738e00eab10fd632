/** Does a value carry a brand, whichever copy or realm it is of? Whatever cannot be looked at does not. */
export function hasBrand(value: unknown, brand: symbol): boolean {
  try {
    return (value as Record<symbol, unknown> | null | undefined)?.[brand] === true;
  } catch {
    return false;
  }
}
