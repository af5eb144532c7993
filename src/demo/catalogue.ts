/** What the demo shop sells. Data only. */

export type Tea = {
  readonly sku: string;
  readonly name: string;
  readonly origin: string;
  /** Euros a packet. */
  readonly price: number;
  /** Degrees on the colour wheel, for its label. */
  readonly hue: number;
};

export const TEAS: readonly Tea[] = [
  { sku: 'TEA-101', name: 'Sencha Asanoka', origin: 'Kagoshima, Japan', price: 14.5, hue: 128 },
  { sku: 'TEA-102', name: 'Darjeeling First Flush', origin: 'West Bengal, India', price: 18.9, hue: 42 },
  { sku: 'TEA-103', name: 'Tie Guan Yin', origin: 'Fujian, China', price: 22, hue: 164 },
  { sku: 'TEA-104', name: 'Lapsang Souchong', origin: 'Wuyi, China', price: 12.4, hue: 18 },
  { sku: 'TEA-105', name: 'Genmaicha', origin: 'Shizuoka, Japan', price: 9.8, hue: 84 },
  { sku: 'TEA-106', name: 'Rooibos Vanille', origin: 'Cederberg, South Africa', price: 7.6, hue: 4 },
];
