import { Select } from '@mantine/core'
import type { ComponentProps } from 'react'
import { FieldName } from './field-name.tsx'

export function SelectField({ optional, label, ...rest }: ComponentProps<typeof Select> & { optional?: boolean }) {
  return (
    <Select
      // A field of a filter row is named for screen readers only.
      label={label ? <FieldName label={label} optional={optional} /> : undefined}
      allowDeselect={optional ?? false}
      comboboxProps={{ transitionProps: { transition: 'fade', duration: 120 }, offset: 4 }}
      {...rest}
    />
  )
}
