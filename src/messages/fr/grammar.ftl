# Ce que toutes les phrases partagent : guillemets, énumérations, nombres.
quoted = « { $text } »
list-comma = { ", " }
list-all = { $others } et { $last }
list-any = { $others } ou { $last }
number-group = { "\u202F" }
number-point = { "," }
