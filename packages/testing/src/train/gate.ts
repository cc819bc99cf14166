/** Called before and after each effect of a port: where a run may be held up, overtaken or killed. */
export type Gate = (label: string) => Promise<void>;

/**
 * The same port, each of whose methods passes the gate before its effect and before its answer. A run that is killed
 * at a gate is killed before the effect, or after it and before it knows.
 */
export function gated<T extends object>(port: T, name: string, gate: Gate): T {
  return new Proxy(port, {
    get(target, key) {
      const member = Reflect.get(target, key);
      if (typeof member !== "function" || typeof key !== "string") return member;
      return async (...args: unknown[]) => {
        await gate(`${name}.${key}`);
        const answer = await member.apply(target, args);
        await gate(`${name}.${key} answered`);
        return answer;
      };
    },
  });
}
