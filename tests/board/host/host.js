// A host of MCP Apps: the official bridge and client, a real server behind them, a sandboxed frame.

import { AppBridge, PostMessageTransport, getToolUiResourceUri } from "@modelcontextprotocol/ext-apps/app-bridge";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

const ME = { name: "test-host", version: "1.0.0" };
const MIME_TYPE = "text/html;profile=mcp-app";

/** The specification's policy for a page that asks for nothing, and what the reference host adds. */
const POLICIES = {
  strict: "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; connect-src 'none'",
  usual: "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; media-src data: blob:; connect-src 'none'",
};

const heard = { messages: [], links: [], contexts: [], calls: [], reads: [], modes: [] };
let bridge;
let held;

/** What a resource says, later: as soon as `release` is called. */
function hold() {
  held = Promise.withResolvers();
  window.host.release = () => { held.resolve(); held = null; };
}

async function late(answer) {
  await held?.promise;
  return answer;
}

/** Call a tool as an assistant would, and show the page that belongs to it. The page before goes: while it grows, the
 * next one would move away under a click. */
async function open({ tool, args = {}, context = {}, policy = "usual", lacks = [] }) {
  const client = await connect();
  const { tools } = await client.listTools();
  const uri = getToolUiResourceUri(tools.find(one => one.name === tool));
  const html = await page(client, uri);
  for (const earlier of document.querySelectorAll("iframe")) earlier.remove();
  const frame = Object.assign(document.createElement("iframe"), { title: "App" });
  frame.setAttribute("sandbox", "allow-scripts allow-forms");
  document.body.append(frame);
  const initialized = build(client, frame, context, lacks);
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.srcdoc = html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="${POLICIES[policy]}">`);
  await initialized;
  await bridge.sendToolInput({ arguments: args });
  const result = await client.callTool({ name: tool, arguments: args });
  await bridge.sendToolResult(result);
  return result.structuredContent ?? null;
}

async function connect() {
  const client = new Client(ME, { capabilities: { extensions: { "io.modelcontextprotocol/ui": { mimeTypes: [MIME_TYPE] } } } });
  await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", location.href)));
  return client;
}

async function page(client, uri) {
  const { contents: [content] } = await client.readResource({ uri });
  if (content.mimeType !== MIME_TYPE) throw new Error(`Not an app: ${content.mimeType}`);
  return content.text;
}

/** The bridge to the frame. What the host `lacks` it does not answer: "read", "call" or "message". */
function build(client, frame, context, lacks) {
  document.documentElement.className = context.theme ?? "";
  bridge = new AppBridge(null, ME, { openLinks: {}, updateModelContext: { text: {} } }, { hostContext: context });
  const offers = {
    read: () => { bridge.onreadresource = async params => (heard.reads.push(params.uri), late(await client.readResource(params))); },
    call: () => { bridge.oncalltool = async params => (heard.calls.push(params), client.callTool(params)); },
    message: () => { bridge.onmessage = async params => (heard.messages.push(params), {}); },
  };
  for (const [name, offer] of Object.entries(offers)) if (!lacks.includes(name)) offer();
  bridge.onrequestdisplaymode = async ({ mode }) => (heard.modes.push(mode), { mode });
  bridge.onopenlink = async params => (heard.links.push(params), {});
  bridge.onupdatemodelcontext = async params => (heard.contexts.push(params), {});
  bridge.onsizechange = ({ height }) => { if (height) frame.style.height = `${height}px`; };
  return new Promise(resolve => { bridge.oninitialized = resolve; });
}

window.host = { open, heard, hold, change: context => { document.documentElement.className = context.theme ?? ""; return bridge.setHostContext(context); } };
