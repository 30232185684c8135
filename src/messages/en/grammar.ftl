# What all sentences share: quotation marks, lists, numbers.
quoted = “{ $text }”
list-comma = { ", " }
list-all = { $others } and { $last }
list-any = { $others } or { $last }
number-group = { "," }
number-point = .
