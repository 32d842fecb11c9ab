// A test of time zones asks for this environment: tests see a copy of `process.env`, and V8 reads the zone from the real one.
const { TestEnvironment } = require('jest-environment-node');

const given = process.env.TZ;

function setZone(zone) {
	if (zone === undefined) delete process.env.TZ;
	else process.env.TZ = zone;
}

module.exports = class ZoneEnvironment extends TestEnvironment {
	async setup() {
		await super.setup();
		this.global.setZone = setZone;
	}

	async teardown() {
		setZone(given);
		await super.teardown();
	}
};
