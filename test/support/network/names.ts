import dns from 'node:dns';

/** Lets every name resolve to 127.0.0.1, for everybody, until the returned function is called. */
export function resolveToLoopback(): () => void {
	const answer = (
		_hostname: string,
		options: { readonly all?: boolean },
		done: (...result: readonly unknown[]) => void,
	): void => {
		if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
		else done(null, '127.0.0.1', 4);
	};
	const spy = jest.spyOn(dns, 'lookup').mockImplementation(answer as never);
	return () => spy.mockRestore();
}
