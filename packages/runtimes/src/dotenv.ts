/**
 * Outputs as lines of a dotenv file, which a shell can also read: `SLUICE_REASON_CODE=ok`. The prefix keeps an
 * output named `path` from becoming the reader's PATH.
 */
export function toDotenv(outputs: Readonly<Record<string, string>>): string {
  return Object.entries(outputs)
    .map(([name, value]) => `SLUICE_${name.replace(/[^A-Za-z0-9]/g, "_").toUpperCase()}=${quote(value)}\n`)
    .join("");
}

function quote(value: string): string {
  const line = value.replace(/[\r\n]+/g, " ");
  return /^[A-Za-z0-9_./:@%+,=-]*$/.test(line) ? line : `"${line.replace(/[\\"$`]/g, "\\$&")}"`;
}
