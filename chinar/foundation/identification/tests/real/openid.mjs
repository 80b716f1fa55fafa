// The certified OpenID provider of npm, with its own pages of sign-in, for the tests. Reads who may ask and who may sign
// in as JSON from the standard input, prints its port, and serves 127.0.0.1 until it is stopped.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { jwk, clients, people } = JSON.parse(readFileSync(0, 'utf8'));
const server = createServer();

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`http://localhost:${port}`, {
    clients,
    jwks: { keys: [jwk] },
    cookies: { keys: ['of this run alone'] },
    acrValues: new Set(Object.values(people).map((person) => person.level)),
    claims: { openid: ['sub'], profile: ['name', 'personIdentifier'] },
    findAccount: (_, login) => people[login] && { accountId: login, claims: () => ({ sub: login, ...people[login].tells }) },
  });
  // How strongly somebody is identified hangs on their means of identification; the pages of the package do not say it.
  const finish = provider.interactionFinished.bind(provider);
  provider.interactionFinished = (request, response, { login, ...more }, options) => {
    const result = login ? { login: { ...login, acr: people[login.accountId]?.level }, ...more } : more;
    return finish(request, response, result, options);
  };
  server.on('request', provider.callback());
  process.stdout.write(`${port}\n`);
});
