// Reads { server, calls } from its input, makes the calls in turn with the vendor's SDK, and prints what came of each.
import { text } from 'node:stream/consumers';
import { webcrypto } from 'node:crypto';
import sdk from 'purecloud-platform-client-v2';
import { createGuest } from './guest.mjs';

const { server, calls } = JSON.parse(await text(process.stdin));
const client = sdk.ApiClient.instance;
client.setReturnExtendedResponses(true);
if (server) {
  const { hostname, port, protocol } = new URL(server);
  client.setGateway({ host: hostname, port: Number(port), protocol: protocol.replace(':', '') });
}

// The SDK opens its sign-in page in a browser only. This is as much of one as that takes.
function addressOfSignIn(domain, clientId, redirectUri, state, verifier) {
  client.setEnvironment(domain);
  client.clearAccessToken(); // with one it would open nothing
  return new Promise((resolve, reject) => {
    globalThis.window = { location: { search: '', replace: resolve }, crypto: webcrypto };
    client.loginPKCEGrant(clientId, redirectUri, { state }, verifier).catch(reject);
  }).finally(() => delete globalThis.window);
}

// In place of the network: it keeps the addresses that the SDK asks, and lets nothing out.
class Listener extends sdk.AbstractHttpClient {
  asked = [];
  enableHooks() {}
  async request({ url }) {
    this.asked.push(url);
    return { status: 200, data: { access_token: 'at', expires_in: 1 } };
  }
}

async function addressesOf(domain) {
  const listener = new Listener();
  client.setHttpClient(listener);
  client.setEnvironment(domain);
  await client.loginClientCredentialsGrant('id', 'secret');
  await createGuest(client, {});
  const [token, guests] = listener.asked;
  const authorize = await addressOfSignIn(domain, 'id', 'http://127.0.0.1:8765/callback', 'state', 'v'.repeat(43));
  return { authorize: authorize.split('?')[0], token, guests };
}

const known = {
  addressOfSignIn,
  addressesOf,
  contact: (id) => new sdk.ExternalContactsApi().getExternalcontactsContact(id),
  contactSchemas: () => new sdk.ExternalContactsApi().getExternalcontactsContactsSchemas(),
  createGuest: (guest) => createGuest(client, guest),
  deleteContact: (id) => new sdk.ExternalContactsApi().deleteExternalcontactsContact(id),
  enrichContacts: (body, options) => new sdk.ExternalContactsApi().postExternalcontactsBulkContactsEnrich(body, options),
  externalSources: () => new sdk.ExternalContactsApi().getExternalcontactsExternalsources(),
  lookUpContact: (identifier) => new sdk.ExternalContactsApi().postExternalcontactsIdentifierlookupContacts(identifier),
  plainAnswers: () => client.setReturnExtendedResponses(false),
  regions: () => sdk.PureCloudRegionHosts,
  resolvesIdentities: (id) => new sdk.WebDeploymentsApi().getWebdeploymentsDeploymentIdentityresolution(id),
  redeemCode: (id, secret, code, redirectUri) => client.loginCodeAuthorizationGrant(id, secret, code, redirectUri),
  redeemCodeByPkce: (id, verifier, code, redirectUri) => client.authorizePKCEGrant(id, verifier, code, redirectUri),
  refresh: (id, secret, refreshToken) => client.refreshCodeAuthorizationGrant(id, secret, refreshToken),
  removeContacts: (body) => new sdk.ExternalContactsApi().postExternalcontactsBulkContactsRemove(body),
  revokeToken: () => new sdk.TokensApi().deleteTokensMe(),
  signIn: (id, secret) => client.loginClientCredentialsGrant(id, secret),
  useToken: (token) => client.setAccessToken(token),
  whoseToken: () => new sdk.TokensApi().getTokensMe(),
};

// What the SDK throws: its HTTP client's error, or what an address of the API answered.
const told = (error) => error instanceof Error
  ? { type: error.name, message: error.message, status: error.response?.status, body: error.response?.data }
  : error?.error instanceof Error ? { ...error, error: undefined, type: error.error.name } : error;

const answers = [];
for (const [name, ...values] of calls) {
  try {
    answers.push({ isError: false, value: await known[name](...values) ?? null });
  } catch (error) {
    answers.push({ isError: true, value: told(error) ?? null });
  }
}

console.log(JSON.stringify(answers));
