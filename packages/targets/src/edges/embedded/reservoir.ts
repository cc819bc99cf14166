/**
 * A bounded sample of a stream in which every value is as likely as any other (Vitter's algorithm R), so that
 * percentiles of millions of requests cost no memory.
 */
export interface Reservoir {
  add(value: number): void;
  /** The value that a share `q` (0 to 1) of the sample does not exceed; null for an empty one. */
  quantile(q: number): number | null;
}

/** @param random from 0 to below 1, as `Math.random`. */
export function createReservoir(size: number, random: () => number): Reservoir {
  const sample: number[] = [];
  let seen = 0;
  return {
    add(value) {
      seen++;
      if (sample.length < size) sample.push(value);
      else {
        const place = Math.floor(random() * seen);
        if (place < size) sample[place] = value;
      }
    },
    quantile(q) {
      if (sample.length === 0) return null;
      const ascending = [...sample].sort((a, b) => a - b);
      return ascending[Math.max(0, Math.ceil(q * ascending.length) - 1)] ?? null;
    },
  };
}
