import { type CSSVariablesResolver, createTheme } from '@mantine/core'
import styles from './theme.module.css'

// Mantine gives behaviour and accessibility; the look comes from tokens.css through these variables and classes.

const brand = [
  '#e3edfb',
  '#c9dcf7',
  '#a3c3f0',
  '#82b4ff',
  '#5b93e6',
  '#3a76cf',
  '#1c5bb8',
  '#174d9d',
  '#123e80',
  '#0d2f62',
] as const

const field = { input: styles.input, label: styles.label, description: styles.description, error: styles.error }

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  primaryColor: 'brand',
  primaryShade: { light: 6, dark: 3 },
  colors: { brand },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '5px', md: '8px', lg: '12px', xl: '16px' },
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  // Plain objects, not `Component.extend`: naming a component here would load it with the first page.
  components: {
    Input: { classNames: { input: styles.input } },
    InputWrapper: {
      // Help stands below, so fields side by side stay on one line.
      defaultProps: { withAsterisk: false, inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      classNames: { label: styles.label, description: styles.description, error: styles.error },
    },
    TextInput: { classNames: field },
    PasswordInput: { classNames: { ...field, innerInput: styles.innerInput } },
    Textarea: { classNames: field },
    Select: { classNames: { ...field, dropdown: styles.dropdown, option: styles.option } },
    Menu: {
      defaultProps: { transitionProps: { transition: 'fade', duration: 120 }, offset: 4, withinPortal: true },
      classNames: { dropdown: styles.dropdown, item: styles.item, label: styles.menuLabel, divider: styles.divider },
    },
    Popover: {
      defaultProps: { transitionProps: { transition: 'fade', duration: 120 } },
      classNames: { dropdown: styles.popover },
    },
    ModalRoot: { defaultProps: { transitionProps: { transition: 'pop', duration: 140 }, centered: true, padding: 20 } },
    Modal: {
      classNames: {
        content: styles.modal,
        title: styles.modalTitle,
        overlay: styles.overlay,
        header: styles.modalHead,
      },
    },
    Drawer: { classNames: { overlay: styles.overlay } },
    Checkbox: { classNames: { input: styles.check } },
    SegmentedControl: {
      classNames: { root: styles.segments, indicator: styles.segmentIndicator, label: styles.segmentLabel },
    },
  },
})

export const cssVariablesResolver: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-anchor': 'var(--primary)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-default': 'var(--bg)',
    '--mantine-color-default-hover': 'var(--surface)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--control)',
    '--mantine-primary-color-filled': 'var(--primary)',
    '--mantine-primary-color-filled-hover': 'var(--primary-hover)',
    '--mantine-primary-color-contrast': 'var(--on-primary)',
    '--mantine-color-brand-filled': 'var(--primary)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--muted)',
  }
  return { variables: {}, light: variables, dark: variables }
}
