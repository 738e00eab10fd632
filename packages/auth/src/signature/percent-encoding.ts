/**
 * Brings a piece of an address to the one form that the signing guide knows: letters, digits and `-_.~` stand for themselves,
 * every other byte is `%XX` with capital digits. What is already encoded is not encoded twice.
 *
 * @param text ASCII, as every path and query of a `URL` is. A sequence that is not UTF-8 keeps its bytes; a `%` that begins no sequence becomes `%25`.
 */
export function normalisePercentEncoding(text: string): string {
  return onlyUnreserved.test(text) ? text : text.replace(sequenceOrReserved, normaliseOne);
}

const onlyUnreserved = /^[A-Za-z0-9\-._~]*$/;
const sequenceOrReserved = /%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~]/g;

function normaliseOne(piece: string): string {
  if (piece.length === 1) return `%${piece.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`;
  const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
  return onlyUnreserved.test(character) ? character : piece.toUpperCase();
}
