// How solid a passphrase is, roughly and without a dictionary: length and variety. The core has the last word.

export type Strength = "none" | "weak" | "fair" | "strong";

export const SHORTEST = 12;

export function strengthOf(passphrase: string): Strength {
  const length = [...passphrase].length;
  if (length === 0) return "none";
  const different = new Set(passphrase.toLowerCase()).size;
  if (length < SHORTEST || different < 6) return "weak";
  const words = passphrase.split(/[\s\-_.]+/).filter((word) => word.length > 2).length;
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u].filter((kind) => kind.test(passphrase)).length;
  return length >= 20 || words >= 4 || (length >= 16 && classes >= 3) ? "strong" : "fair";
}
