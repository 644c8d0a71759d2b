// The vendors' own clients against the simulator: node check.mjs BASE_URL KEY
// First as it is; then once for each field that came over the wire, with that field under another name, which a
// scenario must notice. Prints one JSON object and exits with 1 where a scenario fails or a renamed field is not seen.
import { anthropic } from './anthropic.mjs';
import { openai } from './openai.mjs';

const [base, key] = process.argv.slice(2);
const seen = new Set();
const failures = [];
const unnoticed = [];
const scenarios = [...openai, ...anthropic];

for (const scenario of scenarios) {
  const broken = await failureOf(scenario, wire(null));
  if (broken) failures.push(`${scenario.name}: ${broken}`);
}

if (failures.length === 0) {
  for (const field of seen) {
    let noticed = false;
    for (const scenario of scenarios) noticed ||= (await failureOf(scenario, wire(field))) !== null;
    if (!noticed) unnoticed.push(field);
  }
}

console.log(JSON.stringify({ scenarios: scenarios.length, fields: seen.size, failures, unnoticed }));
process.exitCode = failures.length + unnoticed.length === 0 && seen.size > 0 ? 0 : 1;

async function failureOf(scenario, fetch) {
  try {
    await scenario.run({ base, key, fetch });
    return null;
  } catch (error) {
    return error?.message ?? String(error);
  }
}

// What the clients fetch with: it notes the fields of every answer, and renames one.
function wire(renamed) {
  return async (url, init) => {
    const response = await fetch(url, init);
    let text = await response.text();
    if (renamed === null) for (const [, name] of text.matchAll(/"([a-z][a-z0-9_]*)":/g)) seen.add(name);
    else text = text.replaceAll(`"${renamed}":`, `"${renamed}_":`);
    const headers = new Headers(response.headers);
    headers.delete('content-length');
    return new Response(text, { status: response.status, headers });
  };
}
