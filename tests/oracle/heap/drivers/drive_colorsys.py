# library: colorsys
import colorsys

color = colorsys.rgb_to_hls(0.2, 0.4, 0.4)
back = colorsys.hls_to_rgb(*color)
print(back, colorsys.rgb_to_hsv(0.1, 0.2, 0.3), colorsys.hsv_to_rgb(0.5, 0.5, 0.4), colorsys.yiq_to_rgb(*colorsys.rgb_to_yiq(0.1, 0.2, 0.3)))
