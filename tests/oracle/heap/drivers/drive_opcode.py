# library: opcode
import opcode

print(opcode.opmap["NOP"], opcode.opname[9], len(opcode.hasconst))
