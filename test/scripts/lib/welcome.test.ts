import { welcomeText } from '../../../scripts/lib/welcome';

const FACTS = {
	pageUrl: 'http://127.0.0.1:5690/?token=t',
	n8nUrl: 'http://127.0.0.1:5678',
	email: 'owner@example.com',
	password: 'Demo-1A',
	eventUrl: 'http://127.0.0.1:5678/webhook/event-to-card',
	folder: '/state',
	isContinued: false,
};

it('gives both addresses, and how to sign in to n8n', () => {
	expect(welcomeText(FACTS)).toContain(`
  Teams side   http://127.0.0.1:5690/?token=t
  n8n          http://127.0.0.1:5678/home/workflows
               Email     owner@example.com
               Password  Demo-1A
`);
});

it('knows one name of this machine', () => {
	const hosts = [...welcomeText(FACTS).matchAll(/https?:\/\/([^/:]+)/g)].map(([, host]) => host);
	expect(hosts).toHaveLength(3);
	expect(new Set(hosts)).toEqual(new Set(['127.0.0.1']));
});

it('leads nobody to the flow that asks callers to sign in', () => {
	expect(welcomeText(FACTS)).not.toMatch(/OAuth|sign-in|tenant/i);
});

it('says whether the examples are new or as they were', () => {
	expect(welcomeText(FACTS)).toContain('The example workflows are published.');
	expect(welcomeText({ ...FACTS, isContinued: true })).toContain('Everything is as it was when you stopped.');
});
