import { MCP_REMOTE } from './client-blocks.js';

/** Something that can go wrong on the way to the first call. */
export interface Trouble {
  readonly id: string;
  /** As it is shown, letter by letter. */
  readonly message: string;
  /** Where it is shown. */
  readonly where: string;
  readonly why: string;
  readonly fix: string;
  /** To be typed. */
  readonly commands?: readonly { readonly on: string; readonly text: string }[];
}

const FORGET_SIGN_IN = [
  { on: 'macOS, Linux', text: 'rm -rf ~/.mcp-auth' },
  { on: 'Windows (PowerShell)', text: 'Remove-Item -Recurse "$HOME\\.mcp-auth"' },
];

const CLIENT_LOG = 'In the client’s log of the server.';
const BROWSER = 'In the browser.';

/** In the order in which somebody meets them who connects for the first time. */
export const troubles: readonly Trouble[] = [
  {
    id: 'npx-missing',
    message: 'spawn npx ENOENT',
    where: CLIENT_LOG,
    why: 'The client does not find Node.js, which runs mcp-remote.',
    fix: 'Install Node.js 22 or newer, and start the client again. If it is installed, give the whole path of npx as the command.',
    commands: [
      { on: 'macOS, Linux', text: 'which npx' },
      { on: 'Windows', text: 'where npx' },
    ],
  },
  {
    id: 'node-too-old',
    message: 'ReferenceError: File is not defined',
    where: `${CLIENT_LOG} Even older versions say “SyntaxError: Unexpected token” instead.`,
    why: 'The Node.js that the client finds is too old for mcp-remote. Where several are installed, a client may take the oldest.',
    fix: 'Install Node.js 22 or newer, remove the old one (nvm uninstall 18), and start the client again.',
    commands: [{ on: 'Which one it is', text: 'node --version' }],
  },
  {
    id: 'credentials-not-json',
    message: "SyntaxError: Expected property name or '}' in JSON at position 1",
    where: `${CLIENT_LOG} Newer versions say “Could not parse the static OAuth client information as JSON”.`,
    why: 'The quotes within --static-oauth-client-info were lost on the way, most often to a shell of Windows. If it says “Expected double-quoted property name” or “Unexpected end of JSON input”, there was a space in the JSON, and it was cut in two there.',
    fix: 'Put {"client_id":"…","client_secret":"…"} into a file, and give its path with an @ before it instead: "@C:\\\\Users\\\\you\\\\ig-mcp.json".',
  },
  {
    id: 'no-registration',
    message: 'Incompatible auth server: does not support dynamic client registration',
    where: CLIENT_LOG,
    why: 'The client has no credentials, so it tries to register itself. mcp-remote does so when --static-oauth-client-info is missing, or stands in one argument with its JSON and a space in between.',
    fix: 'Copy the block above once more, as a whole, and change nothing in it.',
  },
  {
    id: 'port-busy',
    message: "TypeError: Cannot read properties of null (reading 'port')",
    where: `${CLIENT_LOG} Newer versions say “Callback port 6545 is already in use”.`,
    why: 'Something else listens on port 6545, where mcp-remote waits for the browser: most often another client, or a mcp-remote that was left over.',
    fix: 'Connect one client at a time; end what holds the port, and start the client again.',
    commands: [
      { on: 'macOS, Linux', text: 'lsof -i :6545' },
      { on: 'Windows', text: 'netstat -ano | findstr 6545' },
    ],
  },
  {
    id: 'plain-http',
    message: 'Error: Non-HTTPS URLs are only allowed for localhost or when --allow-http flag is provided',
    where: CLIENT_LOG,
    why: 'The gateway is reached by http:, on another machine.',
    fix: 'Put the gateway behind HTTPS. In a network that you trust, add --allow-http to the arguments.',
  },
  {
    id: 'unreachable',
    message: 'fetch failed',
    where: `${CLIENT_LOG} Beside it stands ECONNREFUSED or ENOTFOUND.`,
    why: 'There is no gateway at that address, as seen from the client’s machine.',
    fix: 'Open the address of this page in a browser on that machine. If that fails too, the gateway is not running there, or GATEWAY_PUBLIC_URL is not the address that people use.',
  },
  {
    id: 'certificate',
    message: 'unable to verify the first certificate',
    where: `${CLIENT_LOG} Or: SELF_SIGNED_CERT_IN_CHAIN.`,
    why: 'Node.js does not know the certificate authority of your company.',
    fix: 'Add "env": {"NODE_EXTRA_CA_CERTS": "/path/to/company-ca.pem"} beside "args".',
  },
  {
    id: 'unknown-client',
    message: 'Client is invalid.',
    where: `${BROWSER} The code of the error is invalid_client.`,
    why: 'The gateway knows no active application of that client id: it was deleted or switched off, or belongs to another gateway.',
    fix: 'Look for it under OAuth applications. Create new credentials above, copy the new block, and forget the old sign-in.',
    commands: FORGET_SIGN_IN,
  },
  {
    id: 'redirect-mismatch',
    message: "Redirect_uri did not match any of the client's registered redirect_uris.",
    where: `${BROWSER} The code of the error is invalid_redirect_uri.`,
    why: 'The address to which the client wants you to come back is not among those of the application, where each letter counts. The port stands directly after the address of the gateway; without it, mcp-remote chooses another one.',
    fix: 'Keep 6545 where it is in the block. For a client with another address, add that to the application.',
  },
  {
    id: 'access-denied',
    message: 'Error: No authorization code received',
    where: `${BROWSER} The address of the page says error=access_denied, and mcp-remote goes on waiting. Newer versions say “Authorization failed: the user did not allow it”, and end.`,
    why: 'You, or whoever was asked, did not allow the client to act for you.',
    fix: 'Start the client again, and allow it.',
  },
  {
    id: 'wrong-secret',
    message: 'Error: No code verifier saved for session',
    where: `${CLIENT_LOG} It comes after the browser has said that all is well. Newer versions say “client authentication failed”.`,
    why: 'The secret is not, or no longer, the application’s.',
    fix: 'Make a new secret above, copy the new block, and forget the old sign-in.',
    commands: FORGET_SIGN_IN,
  },
  {
    id: 'not-staff',
    message: 'NAME is neither staff nor superuser, and so may not use MCP.',
    where: `${CLIENT_LOG} The answer has the status 403.`,
    why: 'Whoever signed in is a standard user. MCP is for staff and superusers.',
    fix: 'Ask an administrator to make you staff. If you signed in as somebody else, sign out of these pages, forget the sign-in, and start the client again.',
    commands: FORGET_SIGN_IN,
  },
  {
    id: 'sign-in-loop',
    message: 'UnauthorizedError',
    where: `${CLIENT_LOG} The browser opens again and again, or the log says invalid_grant.`,
    why: 'What the client has kept of an earlier sign-in has expired, or was revoked, and it does not let go of it.',
    fix: 'Quit the client, forget the sign-in, and start the client again.',
    commands: FORGET_SIGN_IN,
  },
  {
    id: 'insufficient-scope',
    message: 'insufficient_scope',
    where: `${CLIENT_LOG} It answers a call, with the status 403; the client may wait for its answer in vain. Newer versions open the browser, and say “Remote server requires authorization, completing sign-in”.`,
    why: 'You may do it, but you did not allow the client to do it for you.',
    fix: 'Forget the sign-in, start the client again, and allow what it asks for.',
    commands: FORGET_SIGN_IN,
  },
  {
    id: 'tool-missing',
    message: 'A tool is not in the list',
    where: 'In the client.',
    why: 'A client shows what its token and your permissions are good for. A tool that somebody has just defined reaches every connected client by itself, but some clients read the list only when they start.',
    fix: `Compare with the list below: it says what each tool needs. Then start the client again; ${MCP_REMOTE} needs no other change.`,
  },
];
