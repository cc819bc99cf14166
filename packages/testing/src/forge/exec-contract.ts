import type { Exec } from "@sluice/core/ports/exec";
import { describe, expect, test } from "vitest";

type Argv = readonly [string, ...string[]];

export interface ExecWorld {
  readonly exec: Exec;
  /** Prints its arguments as JSON on stdout, `warned` on stderr, and ends with 3. */
  readonly tells: Argv;
  /** Prints the variable FACT, a line end, and its working directory without one. */
  readonly surroundings: Argv;
  /** Prints what it reads. */
  readonly copies: Argv;
  /** Prints 200,000 times `x`, then `end`. */
  readonly chats: Argv;
  /** Never ends by itself. */
  readonly hangs: Argv;
  /** A folder to work in. */
  readonly folder: string;
}

/** What every `Exec` must do. */
export function execContract(name: string, world: () => ExecWorld): void {
  const odd = ["", "two words", "$(touch x)", "; exit 9", "-n", "*", "new\nline", 'ü "\\'] as const;

  describe(`exec: ${name}`, () => {
    test("arguments arrive as they are, and any exit code is an answer", async () => {
      const { exec, tells } = world();
      const result = await exec.run([...tells, ...odd]);
      expect(result).toEqual({
        code: 3,
        stdout: `${JSON.stringify(odd)}\n`,
        stderr: "warned\n",
        timedOut: false,
      });
    });

    test("variables and the folder are those asked for", async () => {
      const { exec, surroundings, folder } = world();
      const result = await exec.run(surroundings, { cwd: folder, env: { FACT: "ü $HOME" } });
      expect(result.stdout).toBe(`ü $HOME\n${folder}`);
    });

    test("what is given to read is read", async () => {
      const { exec, copies } = world();
      expect((await exec.run(copies, { stdin: "text ü" })).stdout).toBe("text ü");
      expect((await exec.run(copies, { stdin: Buffer.from("bytes") })).stdout).toBe("bytes");
      expect((await exec.run(copies)).stdout).toBe("");
    });

    test("lines come one by one, the last also without its end, and are not kept", async () => {
      const { exec, copies } = world();
      const lines: string[] = [];
      const onLine = (line: string, stream: string) => lines.push(`${stream}: ${line}`);
      const result = await exec.run(copies, { stdin: "one\r\n\ntwo ü\nthree", onLine });
      expect(lines).toEqual(["stdout: one", "stdout: ", "stdout: two ü", "stdout: three"]);
      expect(result).toMatchObject({ code: 0, stdout: "", stderr: "" });
    });

    test("of much output the last 64 KiB are kept", async () => {
      const { exec, chats } = world();
      const { stdout } = await exec.run(chats);
      expect(stdout).toBe(`${"x".repeat(64 * 1024 - 3)}end`);
    });

    test("what does not end in its time is ended", async () => {
      const { exec, hangs } = world();
      const result = await exec.run(hangs, { timeoutMs: 100 });
      expect(result.timedOut).toBe(true);
      expect(result.code).toBeGreaterThan(128);
    });

    test("a program that is not there", async () => {
      const { exec } = world();
      await expect(exec.run(["no-such-program"])).rejects.toMatchObject({ reason: "program_missing" });
    });
  });
}
