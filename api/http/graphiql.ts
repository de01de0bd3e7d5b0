import type { ServerResponse } from 'node:http'

/** A page to try queries on: everything from this service, nothing inline, so that it needs no exception to the policy. */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Chokepoint: GraphQL</title>
<body style="display: grid; grid-template-columns: 1fr 1fr; gap: 12px; height: 96vh; margin: 12px; font: 14px system-ui">
<form id="form" style="display: grid; grid-template-rows: auto 3fr auto 1fr auto; gap: 6px">
<label for="query">Query</label><textarea id="query" spellcheck="false" style="font: 13px monospace">{
  attackPaths(first: 5) { totalCount nodes { severity title likelihood } }
}</textarea>
<label for="variables">Variables</label><textarea id="variables" spellcheck="false" style="font: 13px monospace">{}</textarea>
<button>Run (Ctrl+Enter)</button>
</form>
<pre id="answer" style="overflow: auto; margin: 0"></pre>
<script src="/graphiql.js"></script>
</body>
</html>
`

const SCRIPT = `const byId = (id) => document.getElementById(id)
const run = async () => {
  try {
    const body = JSON.stringify({ query: byId('query').value, variables: JSON.parse(byId('variables').value || '{}') })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/graphql', { method: 'POST', headers, body })
    byId('answer').textContent = JSON.stringify(await answer.json(), null, 2)
  } catch (error) {
    byId('answer').textContent = String(error)
  }
}
byId('form').addEventListener('submit', (event) => { event.preventDefault(); run() })
addEventListener('keydown', (event) => { if (event.ctrlKey && event.key === 'Enter') run() })
`

export const graphiqlPage = (response: ServerResponse): void => send(response, 'text/html', PAGE)
export const graphiqlScript = (response: ServerResponse): void => send(response, 'text/javascript', SCRIPT)

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' })
  response.end(text)
}
