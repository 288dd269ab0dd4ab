/** The mark: five bars of a sound that comes back. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="9.5" fill="var(--primary)" />
      <g fill="none" stroke="var(--on-primary)" strokeWidth="2.6" strokeLinecap="round">
        <path d="M6.5 14.5v3" />
        <path d="M11 10.5v9.5" />
        <path d="M15.5 7v18" />
        <path d="M20 12v9" />
        <path d="M24.5 14.5v3.5" />
      </g>
    </svg>
  )
}
