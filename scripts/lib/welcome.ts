/** What somebody has to know about a demo that has started. */
interface WelcomeFacts {
	/** The page of the Teams side, with its token. */
	readonly pageUrl: string;
	readonly n8nUrl: string;
	readonly email: string;
	readonly password: string;
	/** Where an event becomes a card. */
	readonly eventUrl: string;
	readonly folder: string;
	/** True where everything is there again from an earlier start. */
	readonly isContinued: boolean;
}

/** What the demo prints once it runs: both addresses, the sign-in of n8n, and what to try first. */
export function welcomeText(facts: WelcomeFacts): string {
	const { pageUrl, n8nUrl, email, password, eventUrl, folder, isContinued } = facts;
	return `
${isContinued ? 'Everything is as it was when you stopped.' : 'The example workflows are published.'} Open both in a browser:

  Teams side   ${pageUrl}
  n8n          ${workflowsUrl(n8nUrl)}
               Email     ${email}
               Password  ${password}

Write "@n8n help" in the channel, or send an event:
  curl -X POST ${eventUrl} -H "content-type: application/json" -d "{\\"title\\": \\"Build 4711 is live\\"}"

The state is kept in ${folder}; "npm start -- --reset" clears it. Stop with Ctrl+C.`;
}

/** The list of workflows, even if n8n asks for a sign-in first: its bare address leads to another page. */
export function workflowsUrl(n8nUrl: string): string {
	return `${n8nUrl}/home/workflows`;
}
