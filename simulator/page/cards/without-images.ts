/** Members that hold the address of a picture. */
const PICTURES: ReadonlySet<string> = new Set(['backgroundImage', 'iconUrl', 'poster']);

const GLYPH =
	"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 160 90'><rect width='160' height='90' fill='#8884'/><path d='M60 62l14-18 10 12 7-8 13 14z' fill='#888'/><circle cx='95' cy='36' r='5' fill='#888'/></svg>";

/** Stands in place of a picture that the page does not load. */
export const PLACEHOLDER = `data:image/svg+xml,${encodeURIComponent(GLYPH)}`;

/** A card whose pictures load nothing: addresses become a placeholder, pictures inside the card stay. */
export function withoutImages(card: unknown): { readonly card: unknown; readonly hosts: readonly string[] } {
	const hosts = new Set<string>();
	const replace = (url: unknown): unknown => {
		if (typeof url !== 'string' || url.startsWith('data:image/')) return url;
		hosts.add(URL.canParse(url) ? new URL(url).host : url);
		return PLACEHOLDER;
	};
	const walk = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(walk);
		if (typeof value !== 'object' || value === null) return value;
		const isImage = 'type' in value && (value.type === 'Image' || value.type === 'BackgroundImage');
		return Object.fromEntries(
			Object.entries(value).map(([name, member]) => [
				name,
				typeof member === 'string' && ((isImage && name === 'url') || PICTURES.has(name))
					? replace(member)
					: walk(member),
			]),
		);
	};
	return { card: walk(card), hosts: [...hosts] };
}
