// An OAuth server on a free port of 127.0.0.1, for the clients and scopes of its arguments, both JSON. It prints its address, and ends with its input.
// Whoever comes is signed in and consents at once, unless the request says login_hint=deny.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

console.info = console.warn; // the address is all that its output has
const [clients, scopes] = process.argv.slice(2).map((text) => JSON.parse(text));
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients,
  scopes,
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  cookies: { keys: [randomUUID()] },
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  findAccount: (context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  interactions: { url: (context, { uid }) => `/interaction/${uid}` },
  issueRefreshToken: (context, client) => client.grantTypeAllowed('refresh_token'),
  expiresWithSession: () => false,
  jwks: { keys: [{ ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), alg: 'ES256' }] },
  pkce: { required: () => true },
  renderError: (context, out) => { context.body = out; },
  rotateRefreshToken: true,
  ttl: { AccessToken: 300, AuthorizationCode: 20, ClientCredentials: 300, Grant: 600, Interaction: 60, RefreshToken: 600, Session: 60 },
});

// In the place of the pages on which a person signs in and chooses.
async function resolve(request, response) {
  const { params, prompt, session } = await provider.interactionDetails(request, response);
  let result = { error: 'access_denied', error_description: 'Ada said no' };
  if (prompt.name === 'login') {
    result = { login: { accountId: 'ada' } };
  } else if (params.login_hint !== 'deny') {
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    result = { consent: { grantId: await grant.save() } };
  }

  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

const answer = provider.callback();
server.on('request', (request, response) => request.url.startsWith('/interaction/')
  ? resolve(request, response).catch((error) => response.writeHead(500).end(String(error)))
  : answer(request, response));
process.stdin.on('end', () => process.exit()).resume();
console.log(issuer);
